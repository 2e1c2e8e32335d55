function "matrix_multiply" {
  input {
    json a
    json b
  }

  stack {
    var $columns { value = $input.a|first|count }

    precondition ($columns == ($input.b|count)) {
      error_type = "inputerror"
      error = "Cannot multiply: %d columns, but %d rows"|sprintf:$columns:($input.b|count)
    }

    var $product { value = [] }

    foreach ($input.a) {
      each as $row {
        var $line { value = [] }

        foreach ((0..($input.b|first|count) - 1)) {
          each as $j {
            var $sum { value = 0 }

            foreach ((0..$columns - 1)) {
              each as $k {
                math.add $sum { value = $row[$k] * $input.b[$k][$j] }
              }
            }

            array.push $line { value = $sum }
          }
        }

        array.push $product { value = $line }
      }
    }
  }

  response = $product
}
