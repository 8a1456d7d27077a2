import AuralDSP
import CFFTW
