function "roman_read" {
  input {
    text numeral filters=trim|upper|ok:IVXLCDM
  }

  stack {
    var $values { value = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 } }
    var $letters { value = $input.numeral|split:"" }
    var $sum { value = 0 }

    foreach ((0..($letters|count) - 1)) {
      each as $i {
        var $here { value = $values[$letters[$i]] }
        var $next { value = $values|get:($letters[$i + 1] ?? "-"):0 }
        var $sum { value = $here < $next ? $sum - $here : $sum + $here }
      }
    }

    // "IIII" adds up as well, but nobody writes it so
    function.run "roman_write" {
      input = { number: $sum }
    } as $written

    precondition ($written == $input.numeral) {
      error_type = "badrequest"
      error = $input.numeral ~ " is no numeral; " ~ $sum ~ " is " ~ $written
    }
  }

  response = $sum
}
