function "tree_flatten" {
  input {
    json nodes
    text[] path
    int depth
  }

  stack {
    var $rows { value = [] }

    foreach ($input.nodes) {
      each as $node {
        var $path { value = $input.path|push:$node.name }
        array.push $rows {
          value = { id: $node.id, depth: $input.depth, path: $path|join:" > " }
        }

        conditional {
          if ($node|has:"children") {
            function.run "tree_flatten" {
              input = { nodes: $node.children, path: $path, depth: $input.depth + 1 }
            } as $below

            array.merge $rows { value = $below }
          }
        }
      }
    }
  }

  response = $rows
}
