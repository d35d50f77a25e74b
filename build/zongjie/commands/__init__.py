"""What each command of `zongjie` does; imported only when it is asked for."""
