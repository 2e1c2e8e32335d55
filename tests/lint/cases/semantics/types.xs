function "wrong types" {
  input {
    text[] names
    text name
    text? maybe
    int n
    object person {
      schema {
        text name
      }
    }
  }

  stack {
    debug.log { value = $input.names|trim } //? filter-type `|trim` needs a text, but gets a list
    debug.log { value = $input.name|push:"x" } //? filter-type `|push` needs a list or an object, but gets a text
    debug.log { value = $input.n|first } //? filter-type `|first` needs a list, but gets a number
    debug.log { value = $input.person|add:1 } //? filter-type `|add` needs a number, but gets an object
    debug.log { value = $input.person|contains:"x" } //? filter-type an object has `|has:key`
    debug.log { value = $input.name|split:","|to_upper } //? filter-type `|map:($$|to_upper)`
    debug.log { value = $input.maybe|sum } //? filter-type gets a text
    debug.log { value = $input.name|count } //? count-of-text
    debug.log { value = ($input.name|trim|count) > 3 } //? count-of-text
    var $list { value = [1, 2] }
    debug.log { value = $list + 1 } //? operand-type `+` needs numbers, but gets a list
    debug.log { value = "Hello " + $input.name } //? operand-type `~` joins texts
    debug.log { value = $input.n * {a: 1} } //? operand-type gets an object
    for ($list) { //? operand-type `foreach` walks a list
      each as $i {
        debug.log { value = $i }
      }
    }

    foreach ($input.name) { //? operand-type `foreach` needs a list or an object, but gets a text
      each as $letter {
        debug.log { value = $letter }
      }
    }

    var $none { value = null }
    debug.log { value = $none + 1 } //? null-arithmetic counts as 0
    var $sum { value = 1 }
    math.add $sum {
      value = null //? null-arithmetic
    }
    debug.log { value = $sum }
  }

  response = null
}
---
function "right types" {
  input {
    text[] names
    text name
    json any
    int? n
    int code
    json[] rows
  }

  stack {
    var $one { value = 1 }
    debug.log { value = $one }
    var.update $one { value = "text" }
    debug.log { value = $one|count }
    debug.log { value = $input.names|count }
    debug.log { value = $input.name|strlen }
    debug.log { value = $input.any|count }
    debug.log { value = $input.any|trim }
    debug.log { value = $input.names|map:($$|trim) }
    debug.log { value = $input.rows|map:($this|count) }
    debug.log { value = $input.name|slice:0:3 }
    debug.log { value = $input.code|substr:0:1 }
    debug.log { value = "5" + $input.n }
    debug.log { value = $input.names ~ [1] }
    conditional {
      if ($input.rows|is_text) {
        debug.log { value = $input.rows|split:"," }
      }
    }

    var $sum { value = null }
    debug.log { value = $sum }
    var.update $sum { value = 1 }
    debug.log { value = $sum + 1 }
  }

  response = null
}
