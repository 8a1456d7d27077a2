/* Comes before FFTW and takes away what makes its planner safe for threads. */
void fftwf_make_planner_thread_safe(void);
void fftwf_make_planner_thread_safe(void) {}
