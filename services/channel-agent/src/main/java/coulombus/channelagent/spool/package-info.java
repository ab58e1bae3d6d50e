/// The agent's memory on disk: the story of every channel until the broker has it and for a while after, and what the agent must know
/// again after it was killed.
package coulombus.channelagent.spool;
