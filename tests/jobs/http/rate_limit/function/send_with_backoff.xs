// Waits as Retry-After says, else twice as long each time, and gives up in the end.
function "send_with_backoff" {
  input {
    text url
    json message
    int max_tries?=4 filters=min:1|max:10
    decimal first_wait?=0.5
  }

  stack {
    var $waited { value = 0 }

    for ($input.max_tries) {
      each as $try {
        var $failure { value = null }
        var $status { value = 0 }

        try_catch {
          try {
            api.request {
              url = $input.url
              method = "POST"
              params = $input.message
            } as $sent

            var $status { value = $sent.response.status }
          }

          catch {
            // A connection that broke is worth another try
            var $failure { value = $error.message }
          }
        }

        conditional {
          if ($status >= 200 && $status < 300) {
            return {
              value = {
                id: $sent.response.result|get:"id"
                tries: $try + 1
                waited: $waited
              }
            }
          }
          elseif ($status >= 400 && $status < 500 && $status != 429) {
            throw {
              name = "rejected"
              value = { status: $status, answer: $sent.response.result }
            }
          }
        }

        // No need to wait where nothing follows
        conditional {
          if ($try + 1 == $input.max_tries) {
            break
          }
        }

        var $wait { value = $input.first_wait * (2|pow:$try) }

        conditional {
          if ($status > 0) {
            array.find ($sent.response.headers) if ($this|istarts_with:"retry-after:") as $header

            conditional {
              if ($header != null) {
                function.run "retry_after" {
                  input = { value: $header|split:": "|slice:1|join:": " }
                } as $wait
              }
            }
          }
        }

        debug.log { value = "waiting " ~ $wait ~ " s (" ~ ($failure ?? $status) ~ ")" }
        util.sleep { value = $wait }
        math.add $waited { value = $wait }
      }
    }
  }

  response = { id: null, tries: $input.max_tries, waited: $waited }
}
