-- Sends the requests of a file one after another: timestamp, signature and body, by tabs.
local requests, at = {}, 0

function init(args)
  for line in io.lines(args[1]) do
    local timestamp, signature, body = line:match("^(.-)\t(.-)\t(.*)$")
    requests[#requests + 1] = wrk.format("POST", nil, {
      ["Content-Type"] = "application/x-www-form-urlencoded",
      ["X-Slack-Request-Timestamp"] = timestamp,
      ["X-Slack-Signature"] = signature,
    }, body)
  end
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format("measured %f %f %d\n", latency:percentile(50) / 1e6,
    summary.requests / summary.duration * 1e6, failed))
end
