/// What people changed: who, what, why, before, after. Only ever appended to.
package coulombus.core.audit;
