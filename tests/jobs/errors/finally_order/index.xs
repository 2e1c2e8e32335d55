run.job "Finally" {
  main = { name: "finally_order", input: { scenario: "fine" } }
}
---
function "finally_order" {
  input {
    text scenario
  }

  stack {
    var $events { value = [] }

    try_catch {
      try {
        array.push $events { value = "outer try" }

        try_catch {
          try {
            array.push $events { value = "inner try" }
            function.run "act" { input = { scenario: $input.scenario } } as $result
            array.push $events { value = "got " ~ $result }
          }

          catch {
            array.push $events { value = "inner catch " ~ $error.message }

            conditional {
              if ($input.scenario == "twice") {
                throw { name = "second" value = "worse" }
              }
            }
          }

          finally {
            array.push $events { value = "inner finally" }

            conditional {
              if ($input.scenario == "in finally") {
                throw { name = "late" value = "in finally" }
              }
            }
          }
        }

        array.push $events { value = "after inner" }
      }

      catch {
        array.push $events { value = "outer catch " ~ $error.message }
      }

      finally {
        array.push $events { value = "outer finally" }
      }
    }

    // A loop that is left from within a try still ends it properly
    foreach ([1, 2, 3]) {
      each as $n {
        try_catch {
          try {
            conditional {
              if ($n == 2) {
                break
              }
            }

            array.push $events { value = "round " ~ $n }
          }

          finally {
            array.push $events { value = "end of " ~ $n }
          }
        }
      }
    }
  }

  response = $events
}
---
function "act" {
  input {
    text scenario
  }

  stack {
    try_catch {
      try {
        conditional {
          if ($input.scenario == "fine" || $input.scenario == "in finally") {
            return { value = "a result" }
          }
        }

        throw {
          name = "first"
          value = "bad"
        }
      }

      catch {
        // Only to see that the caller's catch comes after this function's finally
        throw { name = "first" value = $error.message ~ " luck" }
      }

      finally {
        debug.log { value = "act is over" }
      }
    }
  }

  response = "not reached"
}
