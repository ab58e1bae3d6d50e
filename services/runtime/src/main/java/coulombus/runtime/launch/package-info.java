/// How services begin and end, alone or together: [coulombus.runtime.launch.Service], what they are given
/// ([coulombus.runtime.launch.ServiceContext]) and who runs them ([coulombus.runtime.launch.Launcher]).
package coulombus.runtime.launch;
