run.job "Updates" {
  main = { name: "elements" }
}
---
function "elements" {
  stack {
    var $o { value = {a: {b: 1}} } //= {"a": {"b": 2}, "c": {"d": {"e": 3}}, "x y": 4, "k": 5, "i.j": 6}
    var.update $o.a.b { value = 2 }
    var.update $o.c.d.e { value = 3 }
    var.update $o["x y"] { value = 4 }
    var $key { value = "k" }
    var.update $o[$key] { value = 5 }
    var.update $o["i.j"] { value = 6 }

    var $list { value = [1, 2, {n: 3}] } //= [9, 2, {"n": 4}, "last"]
    var.update $list[0] { value = 9 }
    var.update $list[2].n { value = 4 }
    var.update $list[3] { value = "last" }

    var $null { value = null } //= {"a": 1}
    var.update $null.a { value = 1 }

    var $through_var { value = {a: 1} } //= {"a": 2}
    var.update $var.through_var.a { value = 2 }

    var $itself { value = [1, 2] } //= [3, 2]
    var.update $itself[0] { value = $itself[0] + $itself[1] }

    var $with_var { value = {a: 1} } //= {"a": 1, "b": 2}
    var $with_var.b { value = 2 }
  }

  response = $var
}
---
function "an element that the list has not" {
  stack {
    var $list { value = [1] }
    var.update $list[5] { value = 2 } //! Cannot set element 5 of a list of 1
  }

  response = $list
}
---
function "an element before the first" {
  stack {
    var $list { value = [1] }
    var.update $list[-1] { value = 2 } //! Cannot set element -1 of a list of 1
  }

  response = $list
}
---
function "a key of a list" {
  stack {
    var $list { value = [1] }
    var.update $list.name { value = 2 } //! Cannot set the key "name" of a list
  }

  response = $list
}
---
function "a key of a number" {
  stack {
    var $n { value = 5 }
    var.update $n.a.b { value = 2 } //! Cannot set "a.b" inside the int 5
  }

  response = $n
}
---
// The filter `set` makes what is missing, and gives a new value.
function "set" {
  stack {
    var $made { value = {}|set:"a.b.c":1 } //= {"a": {"b": {"c": 1}}}
    var $element { value = [1, 2]|set:1:9 } //= [1, 9]
    var $text_index { value = [1, 2]|set:"0":9 } //= [9, 2]
    var $appended { value = [1, 2]|set:2:3 } //= [1, 2, 3]
    var $inside { value = [{a: 1}]|set:"0.a":2 } //= [{"a": 2}]
    var $null { value = null|set:"a":1 } //= {"a": 1}
    var $dotted { value = {"a.b": 1}|set:"a.b":2 } //= {"a.b": 2}
    var $list_to_object { value = []|set:"k":1 } //= {"k": 1}
    var $unset { value = {a: {b: 1, c: 2}}|unset:"a.b" } //= {"a": {"c": 2}}
    var $unset_element { value = [1, 2, 3]|unset:1 } //= [1, 3]
    var $unset_nothing { value = {a: 1}|unset:"b.c" } //= {"a": 1}
  }

  response = $var
}
