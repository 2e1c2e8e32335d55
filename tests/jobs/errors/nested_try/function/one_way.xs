function "one_way" {
  input {
    text way
    text value
  }

  stack {
    switch ($input.way) {
      case ("divide") {
        var $x { value = $input.value / 0 }
      } break

      case ("missing") {
        var $o { value = {} }
        var $x { value = $o.nothing.here }
      } break

      case ("decode") {
        // A leading zero makes no JSON
        precondition (("0" ~ $input.value)|starts_with:"00") {
          error = "only one zero in " ~ $input.value
        }

        var $x { value = $input.value|to_int }
      } break

      case ("list") {
        foreach ($input.value) {
          each as $character {
            continue
          }
        }
      } break

      case ("good") {
        return { value = $input.value|to_int }
      } break

      default {
        function.run "no_such_way" as $x
      }
    }
  }

  response = $x
}
