// What comes of an error on its way up through three functions.
function "outer" {
  input {
    enum how { values = ["same", "wrapped", "translated", "swallowed", "none"] }
  }

  stack {
    var $steps { value = [] }

    try_catch {
      try {
        function.run "middle" {
          input = { how: $input.how }
        } as $value

        array.push $steps { value = "got " ~ ($value|to_text) }
      }

      catch {
        array.push $steps { value = $error.name ~ ": " ~ $error.message }

        conditional {
          if ($input.how == "same") {
            // On to whoever called us, as it is
            throw {
              name = $error.name
              value = $error.message
            }
          }
        }

        array.push $steps { value = $error.result }
      }
    }
  }

  response = $steps
}
