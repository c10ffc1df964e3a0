import git from "simple-git";
