run.job "Aliasing" {
  main = { name: "two names of a list" }
}
---
// A list or an object is a value: no change is ever seen through another name.
function "two names of a list" {
  stack {
    var $a { value = [1, 2] } //= [1, 2, 3]
    var $b { value = $a } //= [9, 2]
    var $c { value = $a } //= [1]
    var $d { value = [$a, $a] } //= [[0, 2], [1, 2]]
    array.push $a { value = 3 }
    var.update $b[0] { value = 9 }
    array.pop $c
    var.update $d[0][0] { value = 0 }
  }

  response = $var
}
---
function "two names of an object" {
  stack {
    var $a { value = {k: {l: [1]}} } //= {"k": {"l": [1]}}
    var $inner { value = $a.k } //= {"l": [1], "m": 2}
    var $b { value = $a } //= {"k": {"l": [1, 2]}}
    var.update $inner.m { value = 2 }
    array.push $b.k.l { value = 2 }
    var $c { value = $a|set:"k":0 } //= {"k": 0}
  }

  response = $var
}
---
function "a loop walks the list as it was" {
  stack {
    var $list { value = [1, 2] } //= [1, 2, 1, 2]

    foreach ($list) {
      each as $item {
        array.push $list { value = $item }
      }
    }

    var $items { value = [{n: 1}, {n: 2}] } //= [{"n": 1}, {"n": 2}]
    foreach ($items) {
      each as $item {
        var.update $item.n { value = 0 }
      }
    }
  }

  response = $var
}
---
function "a function cannot change what it is given" {
  stack {
    var $list { value = [1] }
    function.run "adds to its input" {
      input = {list: $list}
    } as $longer
    var $mine { value = $list } //= [1]
    var $theirs { value = $longer } //= [1, 2]
  }

  response = $var
}
---
function "adds to its input" {
  input {
    json list
  }

  stack {
    var $list { value = $input.list }
    array.push $list { value = 2 }
    var.update $input.list[0] { value = 0 }
  }

  response = $list
}
---
function "filters give new values" {
  stack {
    var $list { value = [3, 1, 2] } //= [3, 1, 2]
    var $pushed { value = $list|push:4 } //= [3, 1, 2, 4]
    var $reversed { value = $list|reverse } //= [2, 1, 3]
    var $sorted { value = $list|sort:"":"number":true } //= [1, 2, 3]
    var $merged { value = $list|merge:[5] } //= [3, 1, 2, 5]
    var $last { value = $list|pop } //= 2
    var $object { value = {a: 1} } //= {"a": 1}
    var $set { value = $object|set:"b":2 } //= {"a": 1, "b": 2}
    var $unset { value = $object|unset:"a" } //= {}
  }

  response = $var
}
