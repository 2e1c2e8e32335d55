run.job "Hello" {
  main = {name: "hello", input: {name: "world"}}
}
---
// Greets somebody, and counts and spells the name.
function "hello" {
  input {
    // Who is greeted
    text name?="world" filters=trim
  }

  stack {
    // Filters change a value from left to right, and ~ joins texts.
    var $greeting {
      value = "Hello, " ~ ($input.name|capitalize) ~ "!"
    }

    var $letters {
      value = []
    }

    foreach ($input.name|to_upper|split:"") {
      each as $letter {
        array.push $letters {
          value = $letter
        }
      }
    }
  }

  response = {
    greeting: $greeting
    count   : $letters|count
    letters : $letters
  }
}
