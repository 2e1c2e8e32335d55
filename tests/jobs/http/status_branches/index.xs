run.job "Fetch a user" {
  main = { name: "fetch_user", input: { url: "https://users.test/1" } }
}
---
function "fetch_user" {
  input {
    text url
  }

  stack {
    api.request {
      url = $input.url
      follow_location = false
    } as $user

    var $status { value = $user.response.status }
    var $family { value = ($status / 100)|floor|to_int }

    conditional {
      if ($status == 204) {
        return { value = null }
      }
      elseif ($family == 2) {
        // A proxy may answer with a page although the status is good
        precondition ($user.response.result|is_object) {
          error = "Expected JSON, but got: " ~ ($user.response.result|to_text|substr:0:20)
        }

        return { value = $user.response.result }
      }
      elseif ($family == 3) {
        var $location { value = $user.response.headers|find:($$|istarts_with:"location: ") }

        throw {
          name = "moved"
          value = $location == null ? "somewhere" : ($location|substr:10)
        }
      }
    }

    switch ($status) {
      case (400) {
        precondition (false) {
          error_type = "badrequest"
          error = $user.response.result.message
        }
      } break

      case (401) {
        precondition (false) { error_type = "unauthorized" error = "Log in first" }
      } break

      case (403) {
        precondition (false) { error_type = "accessdenied" error = "Not yours" }
      } break

      case (404) {
        precondition (false) { error_type = "notfound" error = "No such user" }
      } break

      case (429) {
        precondition (false) { error_type = "toomanyrequests" error = "Slow down" }
      } break

      default {
        precondition ($family != 4) {
          error_type = "badrequest"
          error = "Refused with " ~ $status
        }

        precondition (false) {
          error = "The server is ill (" ~ $status ~ ")"
          payload = { body: $user.response.result }
        }
      }
    }
  }

  response = "never"
}
