function "middle" {
  input {
    text how
  }

  stack {
    var $value { value = null }

    try_catch {
      try {
        function.run "inner" {
          input = { fail: $input.how != "none" }
        } as $value
      }

      catch {
        switch ($input.how) {
          case ("swallowed") {
            return { value = "instead" }
          } break

          case ("wrapped") {
            throw {
              name = "wrapped"
              value = { cause: $error.name, said: $error.message, detail: $error.result }
            }
          } break

          case ("translated") {
            precondition (false) {
              error_type = "notfound"
              error = "Nothing there (" ~ $error.message ~ ")"
              payload = $error.result.at
            }
          } break

          default {
            throw { name = $error.name value = $error.message }
          }
        }
      }
    }
  }

  response = $value
}
