/// Who asks, and what they may do: roles, tokens, and the bearer tokens of an identity provider.
package coulombus.fleetapi.access;
