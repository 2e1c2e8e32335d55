run.job "Read a signed token" {
  main = {
    name: "read_token"
    input: { token: "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJab8OrIiwicm9sZSI6ImFkbWluIiwiZXhwIjoxNzY4NDc4NDkwfQ.UZ20ldkmFe988FjER0HFEM13mSC1KojQKU6zouKhHlg" }
  }

  env = ["token_key"]
}
---
// A JSON Web Token by hand: three parts of base64 for URLs, the last one signs the first two.
function "read_token" {
  input {
    text token filters=trim
  }

  stack {
    var $parts { value = $input.token|split:"." }

    precondition (($parts|count) == 3) {
      error_type = "inputerror"
      error = "A token has three parts, not " ~ ($parts|count)
    }

    var $header { value = $parts[0]|base64_decode_urlsafe|json_decode }

    precondition ($header.alg == "HS256") {
      error_type = "unauthorized"
      error = "Tokens signed by " ~ ($header.alg|to_text) ~ " are not taken"
    }

    var $signed { value = $parts[0] ~ "." ~ $parts[1] }

    // The bytes of the hash, not its hexadecimal digits
    var $expected {
      value = $signed|hmac_sha256:$env.token_key:true|base64_encode_urlsafe
    }

    precondition ($expected === $parts[2]) {
      error_type = "unauthorized"
      error = "The signature is wrong"
    }

    var $claims { value = $parts[1]|base64_decode_urlsafe|json_decode }
    var $left { value = ($claims|get:"exp":0) - (now|to_seconds) }

    precondition ($left > 0) {
      error_type = "accessdenied"
      error = "The token ran out " ~ ($left|abs) ~ " seconds ago"
      payload = $claims|pick:["sub", "exp"]
    }
  }

  response = { subject: $claims.sub, claims: $claims|unset:"sub"|keys, seconds_left: $left }
}
