function "f" {
  input {
    int[] a
    text[] b
    json c
  }

  response = [
    $input.a|sort //? text-sort 10 comes before 9
    $input.a|sort:"" //? text-sort
    [2, 10]|sort:"$$" //? text-sort
    $input.a|sort:"":"number"
    $input.a|sort:"":"text"
    $input.b|sort
    $input.c|sort
    $input.c|sort:"a":"number":false
    $input.c|sort:"a":"number":"desc" //? sort-direction true or false
  ]
}
