"use strict";
// Since 20.19, Node loads ECMAScript modules by `require`: both ways give the same classes.
module.exports = require("./index.js");
