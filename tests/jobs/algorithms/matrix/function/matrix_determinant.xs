// Laplace's expansion along the first row.
function "matrix_determinant" {
  input {
    json a
  }

  stack {
    conditional {
      if (($input.a|count) == 1) {
        return { value = $input.a[0][0] }
      }
    }

    var $rest { value = $input.a|slice:1 }
    var $sum { value = 0 }
    var $sign { value = 1 }

    for ($input.a|count) {
      each as $i {
        function.run "matrix_determinant" {
          input = {
            a: $rest|map:(($$|slice:0:$i)|merge:($$|slice:$i + 1))
          }
        } as $minor

        var.update $sum { value = $sum + $sign * $input.a[0][$i] * $minor }
        var.update $sign { value = -1 * $sign }
      }
    }
  }

  response = $sum
}
