run.job "lambdas" {
  main = { name: "seen" }
  env = ["TOKEN"]
}
---
function "seen" {
  input {
    int n?=4
  }
  stack {
    var $list { value = [3, 1, 2] }
    api.lambda {
      code = """
        const doubled = $input.n * 2;
        return { doubled, sorted: $var.list.toSorted(), token: $env.TOKEN };
      """
      timeout = 5
    } as $all
    var $seen { value = $all } //= {"doubled": 8, "sorted": [1, 2, 3], "token": "t-1"}
    var $short { value = "abc"|lambda:"return $this.length" } //= 3
    var $mapped { value = $list|lambda_map:"return $this * $index + $input.n" } //= [4, 5, 8]
    var $filtered { value = $list|lambda_filter:"return $this > 1":10|first } //= 3
    var $reduced { value = $list|lambda_reduce:"":"return $this + $result" } //= "213"
    var $inside { value = [[1, 2], [3]]|map:($$|lambda_map:"return $this + $var.list[0]") } //= [[4, 5], [6]]
    var $some { value = $list|lambda_some:"return $this === $parent.length" } //= true
  }
  response = $var
}
---
function "typescript" {
  stack {
    api.lambda {
      code = """
        interface Row { id: number }
        const rows: Row[] = [{ id: 1 }];
        return rows.map((row: Row): number => row.id);
      """
    } as $x
    var $ids { value = $x } //= [1]
  }
  response = $var
}
---
function "failing" {
  stack {
    api.lambda { code = "throw new TypeError('bad')" } //! TypeError: bad, in line 1 of its code
  }
}
---
function "failing in a filter" {
  stack {
    var $x { value = [1]|lambda_map:"return missing" } //! `|lambda_map` failed: ReferenceError: missing
  }
}
