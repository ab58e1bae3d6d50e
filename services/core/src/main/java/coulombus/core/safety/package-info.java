/// Limits that must never be passed, checked beside the cycler on every value that is read, without any help from elsewhere.
package coulombus.core.safety;
