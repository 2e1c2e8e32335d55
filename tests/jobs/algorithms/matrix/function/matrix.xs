function "matrix" {
  input {
    enum operation {
      values = ["multiply", "transpose", "determinant", "power"]
    }

    json a
    json b?
    int exponent?=2 filters=min:0
  }

  stack {
    switch ($input.operation) {
      case ("multiply") {
        function.run "matrix_multiply" {
          input = { a: $input.a, b: $input.b }
        } as $result
      } break

      case ("transpose") {
        var $result { value = [] }
        for (($input.a|first)|count) {
          each as $column {
            array.push $result {
              value = $input.a|map:$$[$column]
            }
          }
        }
      } break

      case ("determinant") {
        function.run "matrix_determinant" {
          input = { a: $input.a }
        } as $result
      } break

      default {
        // The unit matrix, multiplied as often as is asked for
        var $size { value = $input.a|count }
        var $result { value = [] }
        for ($size) {
          each as $i {
            array.push $result { value = (0|fill:0:$size)|set:$i:1 }
          }
        }

        for ($input.exponent) {
          each as $i {
            function.run "matrix_multiply" {
              input = { a: $result, b: $input.a }
            } as $result
          }
        }
      }
    }
  }

  response = $result
}
