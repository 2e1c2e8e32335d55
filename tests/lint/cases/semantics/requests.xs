function "mistaken" {
  input {
    text q
    text user
    text password
  }

  stack {
    api.request {
      url = "https://example.com"
      params = {q: $input.q|url_encode, back: "https://example.com/?q=" ~ ($input.q|url_encode)} //? encoded-twice
      headers = {Accept: "application/json"} //? headers-object Xano takes headers as a list
    } as $r
    debug.log { value = $r.choices } //? response-path did you mean `$r.response.result.choices`?
    debug.log { value = $r.response.body.id } //? response-path did you mean `$r.response.result.id`?
    debug.log { value = $r.response.choices[0].text } //? response-path `$r.response.result.choices`
    debug.log { value = $r.status } //? response-path did you mean `$r.response.status`?
    debug.log { value = $r["data"] } //? response-path
    debug.log { value = $r|get:"body.id" } //? response-path did you mean `$r.response.result.id`?
    conditional {
      if ($r.response.status === "200") { //? status-as-text
        debug.log { value = 1 }
      }
    }

    switch ($r.response.status) {
      case ("404") { //? status-as-text
        debug.log { value = 1 }
      } break
    }

    var $credentials { value = $input.user ~ ":" ~ $input.password }
    var $object { value = {a: $input.q} }
    api.request {
      url = "https://example.com"
      params = {}|set:"q":($input.q|url_encode) //? encoded-twice
      headers = $object //? headers-object
    }
    api.request {
      url = "https://example.com"
      headers = ["Authorization: Basic " ~ $input.user ~ ":" ~ $input.password] //? basic-auth base64
    }
    api.request {
      url = "https://example.com"
      headers = []|push:("Authorization: Basic " ~ $credentials) //? basic-auth
    }
    api.request {
      url = "https://example.com"
      headers = [("Authorization: Basic %s:%s"|sprintf:$input.user:$input.password)] //? basic-auth
    }
  }

  response = null
}
---
function "right" {
  input {
    text q
    text user
    text key
  }

  stack {
    var $credentials { value = ($input.user ~ ":" ~ $env.password)|base64_encode }
    api.request {
      url = "https://example.com"
      params = {q: $input.q}
      headers = ["Accept: application/json", "Authorization: Basic " ~ $credentials]
    } as $r
    debug.log { value = $r.response.result.body }
    debug.log { value = $r.request.url }
    debug.log { value = $r|get:"response.status" }
    debug.log { value = $r[$input.key] }
    debug.log { value = $r.response.status == 200 }
    api.request {
      url = "https://example.com"
      method = "POST"
      params = {q: $input.q|url_encode}
      headers = [("Authorization: Basic %s"|sprintf:(($input.user ~ ":")|base64_encode))]
    } as $s
    var $s { value = $s.response.result }
    debug.log { value = $s.choices }
    api.request {
      url = "https://example.com"
      async = true
    } as $later
    debug.log { value = $later.id }
  }

  response = null
}
