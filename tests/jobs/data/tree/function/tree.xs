// Rows with parent ids become a tree, and the tree becomes rows with paths again.
function "tree" {
  input {
    json rows
  }

  stack {
    var $known { value = $input.rows|map:$$.id }

    array.partition ($input.rows) if ($this.parent == null || ($known|contains:$this.parent)) as $parts

    function.run "tree_build" {
      input = { rows: $parts["true"], parent: null }
    } as $tree

    function.run "tree_flatten" {
      input = { nodes: $tree, path: [], depth: 0 }
    } as $flat

    // Rows in a circle hang on no root
    precondition (($flat|count) == ($parts["true"]|count)) {
      error_type = "badrequest"
      error = "Some rows are their own ancestors: " ~ ($parts["true"]|map:$$.id|diff:($flat|map:$$.id)|join:", ")
    }
  }

  response = {
    tree: $tree
    flat: $flat|map:$$.path
    deepest: $flat|map:$$.depth|push:0|array_max
    orphans: $parts["false"]|map:$$.name
  }
}
