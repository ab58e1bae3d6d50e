/// One YAML file per process, read into one tree of records that cannot exist wrong: [coulombus.runtime.config.ConfigLoader].
package coulombus.runtime.config;
