function "describe" {
  input {
    decimal[1:] numbers
    int places?=4 filters=min:0|max:10
  }

  stack {
    var $n { value = $input.numbers|count }
    var $sorted { value = $input.numbers|sort:"":"number":true }
    var $mean { value = $input.numbers|avg }

    // Squares of the distances from the mean
    array.map ($input.numbers) {
      by = ($this - $mean)|pow:2
    } as $squares

    var $variance { value = ($squares|sum)|divide:$n }

    var $middle { value = ($n|subtract:1)|divide:2 }
    var $median {
      value = ($sorted[$middle|floor]|add:$sorted[$middle|ceil])|div:2
    }

    array.group_by ($input.numbers) {
      by = $this
    } as $groups

    var $most { value = $groups|map:($$|count)|array_max }
    var $modes { value = [] }

    foreach ($groups) {
      each as $group {
        conditional {
          if (($group|count) == $most && $most > 1) {
            array.push $modes { value = $group|first }
          }
        }
      }
    }

    array.every ($input.numbers) if ($this > 0) as $positive

    // The logarithms add up to less than the product would
    var $geometric { value = null }
    conditional {
      if ($positive) {
        var.update $geometric { value = $input.numbers|map:($$|ln)|sum|div:$n|exp|round:$input.places }
      }
    }
  }

  response = {
    n: $n
    mean: $mean|round:$input.places
    median: $median
    modes: $modes|sort:"":"number"
    deviation: $variance|sqrt|round:$input.places
    geometric: $geometric
    range: ($sorted|last)|sub:($sorted|first)
    even: $input.numbers|filter:($$|to_int|even)|count
    odd: $input.numbers|filter:($$|to_int|odd)|count
  }
}
