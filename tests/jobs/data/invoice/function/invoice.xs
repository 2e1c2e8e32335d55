function "invoice" {
  input {
    object customer {
      schema {
        text name filters=trim
        text country?="DE" filters=upper|min:2|max:2
      }
    }

    object[1:] lines {
      schema {
        text text
        decimal quantity filters=min:0
        decimal price
        // In percent
        decimal discount?=0 filters=min:0|max:100
        bool reduced?=false
      }
    }
  }

  stack {
    var $rates {
      value = {
        DE: { normal: 19, reduced: 7 }
        AT: { normal: 20, reduced: 10 }
      }
    }

    precondition ($rates|has:$input.customer.country) {
      error_type = "notfound"
      error = "No tax rates for " ~ $input.customer.country
      payload = { known: $rates|keys }
    }

    var $rate { value = $rates[$input.customer.country] }
    var $shown { value = [] }
    var $net { value = 0 }
    var $by_rate { value = {} }

    foreach ($input.lines) {
      each as $line {
        var $cents {
          value = ($line.quantity * $line.price * (100 - $line.discount))|round|to_int
        }

        var $percent { value = $line.reduced ? $rate.reduced : $rate.normal }
        math.add $net { value = $cents }
        var.update $by_rate[$percent] { value = ($by_rate|get:$percent:0) + $cents }

        array.push $shown {
          value = "%-15s %6.2f x %8.2f = %9.2f"|sprintf:$line.text:$line.quantity:$line.price:($cents / 100)
        }
      }
    }

    var $tax { value = {} }
    var $tax_sum { value = 0 }

    foreach ($by_rate|entries) {
      each as $entry {
        // Rounded once for each rate, as the tax office does
        var $amount { value = ($entry.value * $entry.key / 100)|round }
        math.add $tax_sum { value = $amount }
        var.update $tax { value = $tax|set:("" ~ $entry.key ~ " %"):($amount / 100) }
      }
    }

    var $gross { value = $net + $tax_sum }
  }

  response = {
    lines: $shown
    net: $net / 100
    tax: $tax
    gross: $gross / 100
    due: (($gross / 100)|number_format:2:",":".") ~ " EUR"
  }
}
