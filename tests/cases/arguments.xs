run.job "Arguments of filters" {
  main = { name: "arithmetic belongs to the argument" }
}
---
// Arguments take arithmetic; comparisons, logic and ternaries end them.
function "arithmetic belongs to the argument" {
  stack {
    var $n { value = 3 }
    var $d { value = 12 }
    var $minus { value = $d|divide:$n - 1 } //= 6
    var $times { value = $d|subtract:2 * $n } //= 6
    var $tilde { value = "a"|concat:"b" ~ "c" } //= "abc"
    var $percent { value = $d|add:7 % 4 } //= 15
    var $second { value = "abcdef"|substr:$n - 2:$n - 1 } //= "bc"
    var $before { value = 2 * $d|divide:$n } //= 8
    var $in_parentheses { value = ($d|divide:$n) - 1 } //= 3
  }

  response = $var
}
---
function "comparison and logic end an argument" {
  stack {
    var $m { value = {k: 1} }
    var $equal { value = $m|get:"k" == 1 } //= true
    var $null { value = $m|get:"x" == null } //= true
    var $less { value = $m|get:"k":5 < 2 } //= true
    var $and { value = $m|has:"k" && true } //= true
    var $or { value = $m|has:"x" || "y" } //= "y"
    var $coalesce { value = $m|get:"x" ?? 3 } //= 3
    var $ternary { value = $m|has:"k" ? "yes" : "no" } //= "yes"
    var $not { value = !$m|has:"x" } //= true
  }

  response = $var
}
---
function "an expression filter takes it all" {
  stack {
    var $a { value = [1, 2, 3, 4] }
    var $filter { value = $a|filter:$$ % 2 == 0 } //= [2, 4]
    var $map { value = $a|map:$$ > 2 ? "big" : "small" } //= ["small", "small", "big", "big"]
    var $some { value = $a|some:$$ > 3 && $$ < 5 } //= true
    var $every { value = $a|every:$$ < 3 || $$ > 2 } //= true
    var $find { value = $a|find:$$ * 2 == 6 } //= 3
    var $find_index { value = $a|findIndex:$$ == 9 } //= -1
    var $transform { value = 5|transform:$$ > 3 ? $$ * 2 : 0 } //= 10
    var $then { value = ($a|filter:$$ > 2)|count } //= 2
    var $set { value = {n: 1}|set_conditional:"m":2:$$.n == 1 } //= {"n": 1, "m": 2}
    var $not_set { value = {n: 1}|set_conditional:"m":2:$$.n > 1 } //= {"n": 1}
  }

  response = $var
}
---
function "filters without a left side" {
  stack {
    var $range { value = |range:1:3 } //= [1, 2, 3]
    var $fill { value = (|fill:2:0) } //= [0, 0]
    var $uuid { value = (|uuid)|strlen } //= 36
  }

  response = $var
}
---
function "filters over lines" {
  stack {
    var $x { //= 6
      value = [1, 2, 3]
        |map:$$ * 2
        |filter:$$ > 2
        |last
    }
  }

  response = $var
}
---
function "a list's own element as a path" {
  stack {
    var $a { value = [3, 1, 2]|sort:$$:"number":true } //= [1, 2, 3]
    var $b { value = [3, 1, 2]|sort:$this:number:"desc" } //= [3, 2, 1]
  }

  response = $var
}
---
function "old names" {
  stack {
    var $upper { value = "a"|upper ~ "A"|lower } //= "Aa"
    var $mul { value = 3|mul:2 } //= 6
    var $sub { value = 3|sub:2 } //= 1
    var $div { value = 3|div:2 } //= 1.5
    var $mod { value = 3|mod:2 } //= 1
  }

  response = $var
}
