run.job "Base conversion" {
  main = { name: "convert", input: { text: "ff", from: 16, to: 2 } }
}
---
function "convert" {
  input {
    text text filters=trim|lower
    int from?=10 filters=min:2|max:36
    int to?=10 filters=min:2|max:36
  }

  stack {
    var $alphabet { value = "0123456789abcdefghijklmnopqrstuvwxyz" }
    var $negative { value = $input.text|starts_with:"-" }
    var $digits { value = $input.text|ltrim:"-"|split:"" }
    var $number { value = 0 }

    foreach ($digits) {
      each as $digit {
        var $worth { value = $alphabet|index:$digit }

        precondition ($worth !== false && $worth < $input.from) {
          error_type = "inputerror"
          error = "%s is no digit to the base %d"|sprintf:$digit:$input.from
        }

        var.update $number { value = $number * $input.from + $worth }
      }
    }

    var $rest { value = $number }
    var $written { value = $number == 0 ? "0" : "" }

    while ($rest > 0) {
      each {
        var $written { value = ($alphabet|substr:($rest % $input.to):1) ~ $written }
        var $rest { value = ($rest / $input.to)|floor }
      }
    }

    // The bundled filter has to say the same
    var $check { value = $input.text|ltrim:"-"|base_convert:$input.from:$input.to }
  }

  response = {
    result: ($negative && $number != 0) ? "-" ~ $written : $written
    decimal: $negative ? 0 - $number : $number
    checked: $check == $written
  }
}
