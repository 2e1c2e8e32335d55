// The grant for machines: name and secret go into the header, as RFC 6749 wants it.
function "client_token" {
  input {
    text[] scopes
  }

  stack {
    var $basic {
      value = ($env.client_id|url_encode) ~ ":" ~ ($env.client_secret|url_encode)
    }

    api.request {
      url = $env.OAUTH_URL
      method = "POST"
      params = { grant_type: "client_credentials", scope: $input.scopes|join:" " }
      headers = [
        "Authorization: Basic " ~ ($basic|base64_encode)
        "Content-Type: application/x-www-form-urlencoded"
      ]
    } as $answer

    precondition ($answer.response.status == 200) {
      error_type = "unauthorized"
      error = $answer.response.result|get:"error_description":"The client was refused"
      payload = $answer.response.result
    }
  }

  response = {
    type: $answer.response.result.token_type ?? "Bearer"
    value: $answer.response.result.access_token
    expires_at: now + ($answer.response.result|get:"expires_in":3600) * 1000
  }
}
