/// What the facility has: channels, chambers, shared resources, groups of people, closures. Data only; what is free is told elsewhere.
package coulombus.core.facility;
