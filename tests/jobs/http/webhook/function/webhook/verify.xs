// What the receiver does with the header.
function "webhook/verify" {
  input {
    text body
    text header
  }

  stack {
    var $parts { value = {} }

    foreach ($input.header|split:",") {
      each as $part {
        var $pair { value = $part|split:"=" }
        var.update $parts { value = $parts|set:($pair|first):($pair|last) }
      }
    }

    precondition (now - $parts.t * 1000 < 300000) {
      error_type = "accessdenied"
      error = "The signature is too old"
    }

    var $expected { value = ($parts.t ~ "." ~ $input.body)|hmac_sha256:$env.webhook_secret }
  }

  response = $expected === $parts.v1
}
