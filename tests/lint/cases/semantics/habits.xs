function "lengths" {
  input {
    int[] list
    text? name
    json any
  }

  stack {
    var $rows { value = [1] }
    var $box { value = {length: 1} }
    debug.log { value = $rows.length } //? length-key write `$rows|count`
    debug.log { value = $input.list.length > 1 } //? length-key write `($input.list|count)`
    debug.log { value = [$input.name.length, 1] } //? length-key write `$input.name|strlen`
    debug.log { value = $input.any.length ~ $box.length ~ ([$box]|map:$$.length|json_encode) }
  }

  response = null
}
---
function "joins" {
  input {
    int[] list
    json any
    text name
  }

  stack {
    var $all { value = [] }
    foreach ($input.list) {
      each as $item {
        var.update $all { value = $all|concat:$input.any } //? concat-of-list `|merge:$other` joins lists
        debug.log { value = $input.list|concat:$item } //? concat-of-list `|push:$element` adds
      }
    }

    var $line { value = [] }
    debug.log { value = $line }
    var.update $line { value = $input.list|join:"," }
    var.update $line { value = $line|concat:$input.name:"," }
    debug.log { value = $input.name|concat:$input.list } //? concat-of-list $list|join
    debug.log { value = $input.any|concat:$input.name ~ $line ~ ($all|count) }
  }

  response = null
}
---
function "cases" {
  input {
    text kind
    int n
  }

  stack {
    switch ($input.kind) {
      case ("a") {
      }
      case ("b") { //? fallthrough no `break` ends it
        debug.log { value = 1 }
      }
      case ("c") { //? fallthrough
        conditional {
          if ($input.n > 1) {
            throw { name = "x" value = "y" }
          }
        }
      }
      case ("d") {
        conditional {
          if ($input.n > 1) {
            return { value = 1 }
          }
          else {
            throw { name = "x" value = "y" }
          }
        }
      }
      case ("e") {
        debug.log { value = 2 }
      } break
      case ("f") {
        debug.log { value = 2 }
        break
      }
      default {
        debug.log { value = 3 }
      }
    }
  }

  response = null
}
---
function "words" {
  stack {
    try_catch {
      try {
        debug.log { value = error.message }
      }
      catch {
        debug.log { value = err.message } //? bare-word did you mean `$error.message`?
        debug.log { value = error.timeout }
        var $now { value = now }
        debug.log { value = $now }
      }
    }
  }

  response = example.com
}
