run.job "Aliases" {
  main = { name: "with filters" }
}
---
// `as $x|filter` filters what is assigned.
function "with filters" {
  stack {
    array.filter ([1, 2, 3]) if ($this > 1) as $first|first //= 2
    array.map ([3, 1, 2]) {
      by = $this
    } as $sum|sum //= 6

    array.filter ([1, 2, 3]) if (true) as $several|map:$$ * 2|last|add:1 + 1 //= 8
    function.run "list" as $count|count //= 3
    var $more { value = {} }
    function.run "list" as $more.of|count
    var $into_a_path { value = $more } //= {"of": 3}
    text.contains ("abc") { value = "b" } as $yes|not //= false
  }

  response = $var
}
---
function "list" {
  response = [1, 2, 3]
}
---
function "in the head or behind the block" {
  stack {
    function.run "list" as $head {
      input = {}
    }

    function.run "list" {
      input = {}
    } as $tail

    var $same { value = $head == $tail } //= true
  }

  response = $var
}
---
function "of a loop" {
  stack {
    var $seen { value = [] }
    var $o { value = {} }
    foreach ([1, 2]) {
      each as $o.item {
        array.push $seen { value = $o.item }
      }
    }

    foreach ([[1], [2, 3]]) {
      each as $n|count {
        array.push $seen { value = $n }
      }
    }
  }

  response = $seen //= [1, 2, 1, 2]
}
---
function "a filter of an alias that fails" {
  stack {
    function.run "list" as $x|add:1 //! needs a number, but got a list
  }

  response = $x
}
