"""Text gets into Slack's markup without becoming markup."""

from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.escaping import cut, cut_escaped, escape, harmless, link


@given(st.text())
def test_escaped_text_reads_back_as_it_was(text: str) -> None:
    """Escaping loses nothing and leaves no control character of Slack's markup."""
    escaped = escape(text)
    assert not set("<>") & set(escaped)
    unescaped = escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert unescaped == text


@given(st.text(), st.integers(1, 50))
def test_cut_text_is_a_beginning(text: str, limit: int) -> None:
    """Never longer than the limit; what fits stays whole."""
    found = cut(text, limit)
    assert len(found) <= limit
    assert found == text if len(text) <= limit else text.startswith(found[:-1])


@given(st.text(alphabet="&<>ab; "), st.integers(8, 40))
def test_cut_escaped_text_has_no_half_entity(text: str, limit: int) -> None:
    """What is left can be unescaped to a beginning of the text."""
    found = cut_escaped(escape(text), limit)
    assert len(found) <= limit
    kept = found.removesuffix("…") if len(escape(text)) > limit else found
    assert text.startswith(kept.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))


@given(st.text())
def test_harmless_text_has_letters_digits_and_hyphens_only(typed: str) -> None:
    """Nothing that could be markup, an address or a control character is left."""
    found = harmless(typed)
    assert all(c.isalnum() or c in " -'…" for c in found)
    assert len(found) <= 40


def test_harmless_keeps_an_ordinary_word() -> None:
    """A misspelt word stays readable."""
    assert harmless("rdz's") == "rdz's"
    assert harmless("cloud-frnt") == "cloud-frnt"


@given(st.text(), st.text())
def test_link_cannot_be_ended_early(url: str, label: str) -> None:
    """A link is one entity with one separator, whatever its parts hold."""
    found = link(url, label)
    assert found.startswith("<")
    assert found.endswith(">")
    assert not set("<>") & set(found[1:-1])
    assert found[1:].split("|", 1)[1] == f"{escape(label)}>"
