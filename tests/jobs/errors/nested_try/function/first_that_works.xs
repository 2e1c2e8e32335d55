// Tries one way after the other, and tells why those before it failed.
function "first_that_works" {
  input {
    text[] ways
    text value
  }

  stack {
    var $failures { value = [] }

    foreach ($input.ways) {
      each as $way {
        try_catch {
          try {
            function.run "one_way" {
              input = { way: $way, value: $input.value }
            } as $result

            return { value = { way: $way, result: $result, failures: $failures } }
          }

          catch {
            var $first { value = $error.message }

            // A second chance, which may fail as well without losing the first error
            try_catch {
              try {
                function.run "one_way" {
                  input = { way: $way, value: "0" ~ $input.value }
                } as $result

                return { value = { way: $way ~ " with zero", result: $result, failures: $failures } }
              }

              catch {
                array.push $failures {
                  value = { way: $way, same: $error.message == $first }
                }
              }
            }
          }
        }
      }
    }

    precondition (false) {
      error_type = "notfound"
      error = "None of %d ways works"|sprintf:($input.ways|count)
      payload = $failures
    }
  }

  response = null
}
