/// What several cells show together: mean and spread of their series, and how many have lived how long.
package coulombus.core.comparison;
