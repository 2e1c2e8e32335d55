run.job "Statements" {
  main = { name: "lists that change" }
}
---
function "lists that change" {
  stack {
    var $push { value = [1] } //= [1, 2, [3]]
    array.push $push { value = 2 }
    array.push $push { value = [3] }

    var $unshift { value = [1] } //= [0, 1]
    array.unshift $unshift { value = 0 }

    var $pop { value = [1, 2] } //= [1]
    array.pop $pop as $last //= 2

    var $shift { value = [1, 2] } //= [2]
    array.shift $shift as $first //= 1

    var $merge { value = [1] } //= [1, 2, 3, 4]
    array.merge $merge { value = [2, 3] }
    array.merge $merge { value = 4 }

    var $none { value = [] } //= []
    array.pop $none as $nothing //= null

    var $inner { value = {list: [1]} } //= {"list": [1, 2]}
    array.push $inner.list { value = 2 }
  }

  response = $var
}
---
function "lists that are searched" {
  stack {
    var $l { value = [1, 2, 3, 4] }
    array.find $l if ($this > 2) as $find //= 3
    array.find $l if ($this > 9) as $find_none //= null
    array.find_index $l if ($this > 2) as $find_index //= 2
    array.find_index $l if ($this > 9) as $find_index_none //= -1
    array.has $l if ($this == 4) as $has //= true
    array.every $l if ($this < 4) as $every //= false
    array.filter $l if ($this % 2 == 0) as $filter //= [2, 4]
    array.filter_count $l if ($this % 2 == 0) as $filter_count //= 2
    array.partition $l if ($this > 3) as $partition //= {"true": [4], "false": [1, 2, 3]}
    array.map $l {
      by = $this * 2
    } as $map //= [2, 4, 6, 8]

    array.group_by ($l) {
      by = $this % 2
    } as $group_by //= {"1": [1, 3], "0": [2, 4]}

    array.union ([1, 2]) {
      value = [2, 3]
    } as $union //= [1, 2, 3]

    array.difference ([1, 2]) {
      value = [2, 3]
    } as $difference //= [1]

    array.intersection ([{id: 1}, {id: 2}]) {
      value = [{id: 2, x: 1}]
      by = $this.id
    } as $intersection //= [{"id": 2}]
  }

  response = $var
}
---
function "push onto a text" {
  stack {
    var $x { value = "a" }
    array.push $x { //! `array.push` needs a list, but got a text
      value = 1
    }
  }

  response = $x
}
---
function "numbers" {
  stack {
    var $add { value = 5 } //= 7
    math.add $add { value = 2 }
    var $sub { value = 5 } //= 3
    math.sub $sub { value = 2 }
    var $mul { value = 5 } //= 10
    math.mul $mul { value = 2 }
    var $div { value = 5 } //= 2.5
    math.div $div { value = 2 }
    var $mod { value = 5 } //= 1
    math.mod $mod { value = 2 }
    var $and { value = 12 } //= 8
    math.bitwise.and $and { value = 10 }
    var $or { value = 12 } //= 14
    math.bitwise.or $or { value = 10 }
    var $xor { value = 12 } //= 6
    math.bitwise.xor $xor { value = 10 }
    var $element { value = {n: [1]} } //= {"n": [6]}
    math.add $element.n[0] { value = 5 }
  }

  response = $var
}
---
function "texts" {
  stack {
    var $append { value = "a" } //= "ab"
    text.append $append { value = "b" }
    var $prepend { value = "a" } //= "ba"
    text.prepend $prepend { value = "b" }
    var $trim { value = "  a " } //= "a"
    text.trim $trim
    var $ltrim { value = "xxa" } //= "a"
    text.ltrim $ltrim { value = "x" }
    var $rtrim { value = "axx" } //= "a"
    text.rtrim $rtrim { value = "x" }
    var $s { value = "Hello" }
    text.contains $s { value = "ell" } as $contains //= true
    text.icontains $s { value = "ELL" } as $icontains //= true
    text.starts_with $s { value = "he" } as $starts_with //= false
    text.istarts_with $s { value = "he" } as $istarts_with //= true
    text.ends_with $s { value = "LO" } as $ends_with //= false
    text.iends_with $s { value = "LO" } as $iends_with //= true
  }

  response = $var
}
---
function "objects" {
  stack {
    var $o { value = {a: 1, "2": "b"} }
    object.keys { value = $o } as $keys //= ["a", 2]
    object.values { value = $o } as $values //= [1, "b"]
    object.entries { value = $o } as $entries //= [{"key": "a", "value": 1}, {"key": 2, "value": "b"}]
  }

  response = $var
}
---
// Statements that need no more than values can stand in an expression.
function "function forms" {
  stack {
    var $add { value = math.add(1, 2) } //= 3
    var $nested { value = math.mul(math.add(1, 2), 3) } //= 9
    var $within { value = [math.mod(7, 4), 1 + math.div(1, 2)] } //= [3, 1.5]
    var $text { value = text.append("a", "b") } //= "ab"
    var $list { value = [1, 2] } //= [1, 2]
    var $pop { value = array.pop($list) } //= 2
    var $push { value = array.push($list, 3) } //= [1, 2, 3]
    var $keys { value = object.keys({a: 1}) } //= ["a"]
  }

  response = $var
}
---
function "a function form that fails" {
  stack {
    var $x {
      value = [
        1
        math.div(1, 0) //! Division by zero
      ]
    }
  }

  response = $x
}
