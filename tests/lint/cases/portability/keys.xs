function "f" {
  input {
    json a
    json b?
    object c {
      schema {
        text d?
      }
    }
    object[] e? {
      schema {
        text f?
      }
    }
  }

  stack {
    api.request {
      url = "https://example.com"
    } as $reply

    var $known {
      value = {a: null}
    }

    foreach ($input.e) {
      each as $element {
        debug.log {
          value = $element.f ?? "none"
        }
      }
    }

    foreach ($input.a|entries) {
      each as $entry {
        debug.log {
          value = [$entry.value == null, $entry.other == null] //? guarded-key `other` is missing
        }
      }
    }
  }

  response = [
    $input.a.b ?? 1 //? guarded-key $input.a|get:"b":null
    $input.b ?? 1
    $input.c.d ?? ""
    $input.a["b"] ?? 1
    $input.a.b|is_null //? guarded-key
    $input.a|get:"b":null
    $input.a.b
    $reply.response.result == null
    $reply.response.result.error == null //? guarded-key `error`
    $known.a ?? 1
    $known.b ?? 1 //? guarded-key `b`
    $env.KEY ?? ""
    ($input.a|has:"asked") && $input.a.asked != null
  ]
}
