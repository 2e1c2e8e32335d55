run.job "Gate" {
  main = { name: "gate", input: { request: { user: "ada", page: 3 } } }
}
---
// One check after the other, each with the answer that fits.
function "gate" {
  input {
    json request
    int visits?=0
    // Whether the caller wants to be told instead of stopped
    bool tell?=false
  }

  stack {
    conditional {
      if ($input.tell) {
        try_catch {
          try {
            function.run "checks" {
              input = { request: $input.request, visits: $input.visits }
            } as $page
          }

          catch {
            return {
              value = { code: $error.code, name: $error.name, message: $error.message, result: $error.result }
            }
          }
        }
      }
      else {
        function.run "checks" {
          input = { request: $input.request, visits: $input.visits }
        } as $page
      }
    }
  }

  response = { page: $page }
}
---
function "checks" {
  input {
    json request
    int visits
  }

  stack {
    precondition ($input.request|has:"user") {
      error_type = "unauthorized"
      error = "Who are you?"
    }

    precondition ($input.request.user != "mallory") {
      error_type = "accessdenied"
      error = "Not for " ~ $input.request.user
      payload = { user: $input.request.user, allowed: ["ada"] }
    }

    precondition ($input.visits < 100) {
      error_type = "toomanyrequests"
      error = "That was often enough"
    }

    precondition ($input.request|get:"page"|is_int) {
      error_type = "inputerror"
      error = `"The page is a number, not " ~ ($input.request|get:"page"|json_encode)`
    }

    precondition ($input.request.page > 0) {
      error_type = "badrequest"
      error = "Pages count from 1"
    }

    precondition ($input.request.page <= 10) {
      error_type = "notfound"
      error = "There is no page %d"|sprintf:$input.request.page
    }

    precondition ($input.request.page != 7)

    precondition ($input.request.page != 8) {
      error = "Page 8 is broken"
    }
  }

  response = "page " ~ $input.request.page
}
