// Numbers become numerals and numerals become numbers.
function "roman" {
  input {
    json values
  }

  stack {
    var $results { value = [] }

    foreach ($input.values) {
      each as $value {
        conditional {
          if ($value|is_int) {
            function.run "roman_write" { input = { number: $value } } as $converted
          }
          else {
            function.run "roman_read" { input = { numeral: $value } } as $converted
          }
        }

        array.push $results { value = $converted }
      }
    }
  }

  response = $results
}
