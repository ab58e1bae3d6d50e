/// Files of people: the facility, its cells, an experiment.
package coulombus.formats.facility;
