// Signs "time.body" with HMAC-SHA256, so that the receiver can tell who sent it, and when.
function "webhook/deliver" {
  input {
    text url
    json event
  }

  stack {
    // The very text that is signed has to go out
    var $body { value = $input.event|json_encode }
    var $time { value = (now / 1000)|floor }

    var $signature {
      value = ("%d.%s"|sprintf:$time:$body)|hmac_sha256:$env.webhook_secret
    }

    api.request {
      url = $input.url
      method = "POST"
      params = $body
      headers = [
        "Content-Type: application/json"
        "X-Signature: t=" ~ $time ~ ",v1=" ~ $signature
        "X-Event-Id: " ~ ($body|sha1|substr:0:12)
      ]
      timeout = 5
    } as $delivery

    var $delivered { value = $delivery.response.status >= 200 && $delivery.response.status < 300 }

    function.run "webhook/verify" {
      input = {
        body: $body
        header: "t=" ~ $time ~ ",v1=" ~ $signature
      }
    } as $verified
  }

  response = { delivered: $delivered, status: $delivery.response.status, verified: $verified }
}
