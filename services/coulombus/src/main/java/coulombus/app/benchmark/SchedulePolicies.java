package coulombus.app.benchmark;

import java.util.function.Function;

import coulombus.app.benchmark.ScheduleSimulation.Planner;
import coulombus.core.scheduling.SchedulingPolicy;

/// The policies that are compared.
enum SchedulePolicies {
    STRICT_FIFO("strict FIFO, the head blocks", SimplePlanner::strictFifo), FIRST_FIT("priority, skip what cannot start, first-fit channel",
            SimplePlanner::firstFit), ONE_RESERVATION("Coulombus, default (1 reservation)",
                    w -> new FleetPlanner(w, SchedulingPolicy.DEFAULT)), EIGHT_RESERVATIONS("Coulombus, 8 reservations",
                            w -> new FleetPlanner(w, withReservations(8)));

    final String title;
    private final Function<ScheduleWorkload, Planner> planner;

    SchedulePolicies(String title, Function<ScheduleWorkload, Planner> planner) {
        this.title = title;
        this.planner = planner;
    }

    ScheduleFigures run(ScheduleWorkload workload) {
        return ScheduleSimulation.run(workload, planner.apply(workload));
    }

    private static SchedulingPolicy withReservations(int reservations) {
        SchedulingPolicy d = SchedulingPolicy.DEFAULT;
        return new SchedulingPolicy(reservations, d.usageHalfLifeSecond(), d.agedAfterSecond(), d.overdueAfterSecond(), d.choice());
    }
}
