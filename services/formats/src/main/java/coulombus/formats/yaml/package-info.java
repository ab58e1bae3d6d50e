/// YAML texts in which every quantity carries its unit: a tree that knows its lines, and what is wrong with a line in words.
package coulombus.formats.yaml;
