// Asks for an export until it is done; waits longer after each try.
function "Export -> wait" {
  input {
    text export_id filters=trim
    int max_tries?=5 filters=min:1|max:20
  }

  stack {
    var $tries { value = 0 }
    var $wait { value = 1 }

    while ($tries < $input.max_tries) {
      each {
        math.add $tries { value = 1 }

        api.request {
          url = "%s/exports/%s"|sprintf:$env.export_api:($input.export_id|url_encode)
          method = "GET"
          headers = ["Authorization: Bearer " ~ $env.export_key, "Accept: application/json"]
          timeout = 5
        } as $answer

        precondition ($answer.response.status == 200) {
          error_type = "standard"
          error = "The export service answered with " ~ $answer.response.status
        }

        var $state { value = $answer.response.result.state }

        switch ($state) {
          case ("done") {
            return {
              value = { url: $answer.response.result.url, tries: $tries }
            }
          } break

          case ("failed") {
            throw {
              name = "export_failed"
              value = $answer.response.result|get:"reason":"no reason was given"
            }
          } break

          default {
            debug.log { value = "try " ~ $tries ~ ": " ~ $state ~ ", again in " ~ $wait ~ " s" }

            util.sleep { value = $wait }
            var.update $wait { value = ($wait * 2)|min:8 }
          }
        }
      }
    }

    throw {
      name = "export_timeout"
      value = "Not done after " ~ $tries ~ " tries"
    }
  }

  response = null
}
