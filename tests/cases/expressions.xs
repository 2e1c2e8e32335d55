run.job "Expression filters" {
  main = { name: "the element" }
  env = ["TOKEN"]
}
---
function "the element" {
  stack {
    var $a { value = [10, 20] }
    var $dollars { value = $a|map:$$ + 1 } //= [11, 21]
    var $by_name { value = $a|map:$this + 1 } //= [11, 21]
    var $member { value = [{n: 1}]|map:$$.n } //= [1]
    var $index { value = "stack" } //= "stack"
    var $own_index { value = $a|map:$index } //= [0, 1]
    var $stack_index { value = $a|map:$var.index } //= ["stack", "stack"]
    var $parent { value = $a|map:($parent|count) } //= [2, 2]
    var $of_an_object { value = {x: 1, y: 2}|map:$index ~ $$ } //= ["x1", "y2"]
    var $nothing { value = null|map:$$ } //= []
  }

  response = $var
}
---
// `$result` is the accumulator in `reduce`, and the stack's variable in the others.
function "result" {
  stack {
    var $result { value = 100 }
    var $sum { value = [1, 2, 3]|reduce:$$ + $result:0 } //= 6
    var $text { value = ["a", "b"]|reduce:$result ~ $this:"-" } //= "-ab"
    var $mapped { value = [1, 2]|map:$$ + $result } //= [101, 102]
    var $of_the_stack { value = [1, 2]|reduce:$result + $var.result:0 } //= 200
  }

  response = $var
}
---
function "within each other" {
  stack {
    var $rows { value = [[1, 2], [3]] }
    var $doubled { value = $rows|map:($$|map:$$ * 2) } //= [[2, 4], [6]]
    var $indexes { value = $rows|map:($$|map:$index) } //= [[0, 1], [0]]
    var $after { value = $rows|map:($$|map:$$ + 1)|count } //= 2
    var $sums { value = $rows|map:($$|reduce:$$ + $result:0) } //= [3, 3]
  }

  response = $var
}
---
function "variables of the stack" {
  stack {
    var $factor { value = 3 }
    var $names { value = {a: "A", b: "B"} }
    var $times { value = [1, 2]|map:$$ * $factor } //= [3, 6]
    var $lookup { value = ["a", "c"]|map:($names|get:$$:"-") } //= ["A", "-"]
    var $deep { value = [[1]]|map:($$|map:$$ + $factor) } //= [[4]]
    var $through_var { value = ["factor"]|map:$var[$$] } //= [3]
    var $through_var_deep { value = [["factor"]]|map:($$|map:($var|get:$$)) } //= [[3]]
    var $token { value = [1]|map:$env.TOKEN } //= ["t-1"]

    foreach ([10, 20]) {
      each as $base {
        var $sums { value = [1, 2]|map:$$ + $base } //= [21, 22]
      }
    }
  }

  response = $var
}
---
function "inputs of the function" {
  input {
    int limit?=2
  }

  stack {
    var $kept { value = [1, 2, 3]|filter:$$ <= $input.limit } //= [1, 2]
  }

  response = $var
}
---
function "what was never set" {
  stack {
    var $x {
      value = [1]
        |map:$$ + $missing //! Unable to locate var: missing
    }
  }

  response = $x
}
---
function "what is set later" {
  stack {
    var $x { value = [1]|map:$$ + $later } //! Unable to locate var: later
    var $later { value = 1 }
  }

  response = $x
}
---
function "the element outside of an expression" {
  stack {
    var $x { value = $this } //! Unable to locate var: this
  }

  response = $x
}
---
function "a key that an element lacks" {
  stack {
    var $x { value = [{n: 1}, {}]|map:$$.n } //! Unable to locate var: $.n
  }

  response = $x
}
---
function "conditions of statements" {
  stack {
    var $list { value = [{n: 1}, {n: 2}, {n: 3}] }
    var $limit { value = 1 }
    array.find $list if ($this.n > $limit) as $found
    array.find_index $list if ($this.n == 3) as $at
    array.has $list if ($index == 2) as $has
    array.filter $list if ($$.n != 2) as $kept
    array.map $list {
      by = $this.n * 10
    } as $tens
    var $all { value = [$found, $at, $has, $kept, $tens] } //= [{"n": 2}, 2, true, [{"n": 1}, {"n": 3}], [10, 20, 30]]
  }

  response = $var
}
